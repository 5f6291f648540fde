// The coding screen: select words, press a key. Everything it does can be done without it, by the forms.
(() => {
  "use strict";
  const words = document.getElementById("words");
  const panel = () => document.getElementById("panel");
  const marking = () => document.getElementById("marking");
  if (!words || !marking()) return;

  // Offsets are counted in characters, as the server counts them: an emoji is one, not two.
  const length = (text) => { let count = 0; for (const letter of text) count += letter ? 1 : 0; return count; };
  const paragraphOf = (node) => {
    let at = node;
    while (at && at.parentNode !== words) at = at.parentNode;
    return at;
  };
  const offset = (node, place) => {
    const before = document.createRange();
    if (node === words) {
      const child = words.children[place];
      if (child) return Number(child.dataset.start);
      const last = words.lastElementChild;
      return Number(last.dataset.start) + length(last.textContent);
    }
    const paragraph = paragraphOf(node);
    before.setStart(paragraph, 0);
    before.setEnd(node, place);
    return Number(paragraph.dataset.start) + length(before.toString());
  };

  // A drag may begin or end outside the text; what lies in it counts. Which end came first is of no matter.
  const chosen = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!range.intersectsNode(words)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(words);
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(words, 0);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(words, words.childNodes.length);
    const said = range.toString();
    const quote = said.trim();
    if (!quote) return null;
    const start = offset(range.startContainer, range.startOffset) + length(said.slice(0, said.indexOf(quote)));
    return { start, end: start + length(quote), quote };
  };

  let kept = null;
  const fill = (one) => {
    const form = marking();
    form.elements.start.value = one ? one.start : "";
    form.elements.end.value = one ? one.end : "";
    form.elements.quote.value = one ? one.quote : "";
  };
  document.addEventListener("selectionchange", () => {
    if (document.activeElement && document.activeElement.closest("textarea, input")) return;
    const one = chosen();
    if (one) { kept = one; fill(one); }
  });
  // What somebody types or pastes there is looked for by the server: the offsets no longer hold.
  document.addEventListener("input", (event) => {
    if (event.target.id !== "quote") return;
    kept = null;
    marking().elements.start.value = marking().elements.end.value = "";
  });

  let last = 0;
  let busy = false;
  const put = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    for (const one of fresh.querySelectorAll(":scope > [data-start]")) {
      const old = words.querySelector(`:scope > [data-start="${one.dataset.start}"]`);
      if (old) old.replaceWith(one);
    }
    const before = panel();
    const open = [...before.querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean);
    const after = fresh.querySelector("#panel");
    const said = after.querySelector("#said").textContent;
    after.querySelector("#said").textContent = "";
    const top = before.scrollTop;
    before.replaceWith(after);
    for (const name of open) { const one = document.getElementById(name); if (one) one.open = true; }
    after.scrollTop = top;
    requestAnimationFrame(() => { document.getElementById("said").textContent = said; });
    last = Number(after.dataset.made) || 0;
  };
  const send = async (fields, form, button) => {
    if (busy) return;
    busy = true;
    const body = new URLSearchParams({ csrfmiddlewaretoken: marking().elements.csrfmiddlewaretoken.value, ...fields });
    let answer = null;
    try {
      answer = await fetch(location.pathname, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error" });
    } catch (problem) { answer = null; }
    busy = false;
    if (answer && answer.ok) { put(await answer.text()); return; }
    // Nothing was saved: send it as the form it is, so that the whole page that says why is shown.
    if (form instanceof Element) form.requestSubmit(button);
    else form().submit();
  };

  const native = (fields) => {
    const form = document.createElement("form");
    form.method = "post";
    for (const [name, value] of Object.entries({ csrfmiddlewaretoken: marking().elements.csrfmiddlewaretoken.value, ...fields })) {
      const field = document.createElement("input");
      field.type = "hidden"; field.name = name; field.value = value;
      form.append(field);
    }
    document.body.append(form);
    return form;
  };
  const give = (code) => {
    const one = chosen() || kept;
    if (!one) { marking().elements.code.value = code; document.getElementById(`code-${code}`).querySelector(".answers button").focus(); return; }
    const fields = { do: "code", code, answer: "yes", text: words.dataset.text, start: one.start, end: one.end, quote: one.quote };
    kept = null;
    document.getSelection().removeAllRanges();
    send(fields, () => native(fields));
  };

  document.addEventListener("mousedown", (event) => {
    // A click on a code must not take the selection away.
    if (event.target.closest("[data-give]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const code = event.target.closest("[data-give]");
    if (code) { give(code.dataset.give); return; }
    const mark = event.target.closest("#words mark");
    if (mark && document.getSelection().isCollapsed) show(mark.dataset.coding);
    const place = event.target.closest("[data-at]");
    if (place) reveal(Number(place.dataset.at));
  });
  const show = (coding) => {
    for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
    for (const one of words.querySelectorAll(`[data-coding="${coding}"]`)) one.classList.add("chosen");
    const line = document.getElementById(`m${coding}`);
    if (!line) return;
    line.closest("details").open = true;
    line.classList.add("chosen");
    line.scrollIntoView({ block: "nearest" });
    const button = line.querySelector("button");
    if (button) button.focus({ preventScroll: true });
  };
  const reveal = (at) => {
    const before = [...words.children].filter((one) => Number(one.dataset.start) <= at);
    if (before.length) before[before.length - 1].scrollIntoView({ block: "center" });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (!button || form.dataset.plain || !form.closest("#panel")) return;
    if (form.matches(".taking")) {
      event.preventDefault();
      form.dataset.plain = "yes";
      send({ do: "uncode", coding: button.value, start: button.dataset.start, end: button.dataset.end }, form, button);
    } else if (form.closest(".suggested")) {
      event.preventDefault();
      form.dataset.plain = "yes";
      const { suggestion, start, end } = form.elements;
      send({ do: button.value, suggestion: suggestion.value, start: start.value, end: end.value }, form, button);
    } else if (form.matches(".answers")) {
      event.preventDefault();
      form.dataset.plain = "yes";
      const { code, based_on: based } = form.elements;
      send({ do: "code", code: code.value, based_on: based.value, answer: button.value, start: 0, end: 0 }, form, button);
    }
  });

  // Without a mouse: a cursor of words. Arrows walk by what is seen, so left is left in Arabic too.
  const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
  const WORD = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\u200c\u200d'’_-]+/gu;
  const wordsOf = (paragraph) => [...paragraph.textContent.matchAll(WORD)].map((one) => [one.index, one.index + one[0].length]);
  const nodeAt = (paragraph, place) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let left = place, node = walker.nextNode();
    while (node && left > node.length) { left -= node.length; node = walker.nextNode(); }
    return node ? [node, left] : [paragraph, 0];
  };
  let anchor = null, focus = null;
  const begin = () => {
    const edge = words.getBoundingClientRect();
    const seen = [...words.children].find((one) => one.getBoundingClientRect().bottom > Math.max(0, edge.top) && wordsOf(one).length);
    return seen ? { paragraph: seen, word: -1 } : null;
  };
  const step = (from, by) => {
    let { paragraph, word } = from;
    word += by;
    while (paragraph) {
      const every = wordsOf(paragraph);
      if (word >= 0 && word < every.length) return { paragraph, word };
      paragraph = by > 0 ? paragraph.nextElementSibling : paragraph.previousElementSibling;
      if (paragraph) word = by > 0 ? 0 : wordsOf(paragraph).length - 1;
    }
    return null;
  };
  const leap = (from, by) => {
    let paragraph = from.paragraph;
    do { paragraph = by > 0 ? paragraph.nextElementSibling : paragraph.previousElementSibling; }
    while (paragraph && !wordsOf(paragraph).length);
    return paragraph ? { paragraph, word: 0 } : null;
  };
  const select = () => {
    const [first, second] = [anchor, focus].map((one) => ({ at: one, span: wordsOf(one.paragraph)[one.word] }));
    const place = (one) => Number(one.at.paragraph.dataset.start) * 2 + one.span[0];
    const forwards = anchor.paragraph === focus.paragraph ? first.span[0] <= second.span[0] : place(first) <= place(second);
    const [from, to] = forwards ? [first.span[0], second.span[1]] : [first.span[1], second.span[0]];
    const one = nodeAt(anchor.paragraph, from), other = nodeAt(focus.paragraph, to);
    document.getSelection().setBaseAndExtent(one[0], one[1], other[0], other[1]);
    focus.paragraph.scrollIntoView({ block: "nearest" });
  };
  words.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    if (!focus || !focus.paragraph.isConnected) focus = begin();
    if (!focus) return;
    const rtl = RIGHT_TO_LEFT.test(focus.paragraph.textContent);
    const by = event.key === "ArrowDown" || event.key === (rtl ? "ArrowLeft" : "ArrowRight") ? 1 : -1;
    const upright = event.key === "ArrowUp" || event.key === "ArrowDown";
    const next = upright && focus.word >= 0 ? leap(focus, by) : step(focus, by);
    if (!next) return;
    focus = next;
    if (!event.shiftKey || !anchor || !anchor.paragraph.isConnected) anchor = next;
    select();
  });
  words.addEventListener("pointerdown", () => { anchor = focus = null; });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "Escape") { kept = null; fill(null); document.getSelection().removeAllRanges(); return; }
    // On a keyboard of other letters the key that lies there counts.
    const key = /^[a-z0-9]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^(Key|Digit)/, "").toLowerCase();
    if (key === "z" && last) {
      const button = panel().querySelector(`#m${last} button`);
      if (button) { event.preventDefault(); button.click(); }
      return;
    }
    const code = panel().querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (code && key) { event.preventDefault(); give(code.dataset.give); }
  });
})();
