from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from outspoken.study import jobs
from outspoken.study.jobs import State
from outspoken.study.tables import jobs as table


def all_jobs(study):
    with study.database.reading() as connection:
        return jobs.all_jobs(connection)


def work(study, by, *, stop_at=None, total=5, error=KeyboardInterrupt):
    """Do five pieces of work, from where the last time ended; return the pieces done now."""
    done = []
    with jobs.running(study, "counting", "sheep", by=by, total=total) as progress:
        for piece in range(int(progress.cursor or 0), total):
            if piece == stop_at:
                raise error
            with study.database.writing() as connection:
                done.append(piece)
                progress.save(connection, piece + 1, str(piece + 1))
    return done


def test_a_job_that_comes_to_its_end_is_done(study, amal):
    assert work(study, amal) == [0, 1, 2, 3, 4]
    job = all_jobs(study)[0]
    assert (job.kind, job.subject, job.actor) == ("counting", "sheep", "Amal")
    assert (job.state, job.done, job.total) == (State.DONE, 5, 5)


@pytest.mark.parametrize(
    ("error", "state"), [(KeyboardInterrupt, State.INTERRUPTED), (ZeroDivisionError, State.FAILED)]
)
def test_a_job_that_is_stopped_goes_on_where_it_was(study, amal, error, state):
    with pytest.raises(error):
        work(study, amal, stop_at=3, error=error)
    stopped = all_jobs(study)[0]
    assert (stopped.state, stopped.done, stopped.cursor) == (state, 3, "3")
    assert work(study, amal) == [3, 4]
    assert all_jobs(study)[0].state is State.DONE
    assert work(study, amal) == [0, 1, 2, 3, 4]


def test_a_piece_that_was_not_finished_moves_no_cursor(study, amal):
    with pytest.raises(ZeroDivisionError), jobs.running(study, "counting", "sheep", by=amal) as progress:
        with study.database.writing() as connection:
            progress.save(connection, 1, "1")
        with study.database.writing() as connection:
            progress.save(connection, 2, "2")
            raise ZeroDivisionError
    assert all_jobs(study)[0].cursor == "1"


def test_another_subject_begins_at_the_beginning(study, amal):
    with pytest.raises(KeyboardInterrupt):
        work(study, amal, stop_at=3)
    with jobs.running(study, "counting", "goats", by=amal) as progress:
        assert progress.cursor == ""


def test_work_that_is_whole_or_nothing_begins_anew_after_a_failure(study, amal):
    with pytest.raises(ZeroDivisionError), jobs.running(study, "import", "x", by=amal, total=9) as progress:
        progress.show(7)
        raise ZeroDivisionError
    with jobs.running(study, "import", "x", by=amal, total=9) as progress:
        assert (progress.done, progress.cursor) == (0, "")


def test_it_tells_whoever_watches(study, amal):
    heard = []
    with jobs.running(study, "import", "x", by=amal, total=9, report=lambda *told: heard.append(told)) as progress:
        progress.show(4, None, "reading")
        with study.database.writing() as connection:
            progress.save(connection, 9, "end")
    assert heard == [(4, 9, "reading"), (9, 9, "")]


def test_a_running_job_that_has_long_been_silent_counts_as_interrupted(study, amal):
    with jobs.running(study, "import", "x", by=amal):
        assert all_jobs(study)[0].state is State.RUNNING
        long_ago = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
        with study.database.writing() as connection:
            connection.execute(update(table).where(table.c.subject == "x").values(beat=long_ago))
        assert all_jobs(study)[0].state is State.INTERRUPTED
