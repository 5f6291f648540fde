"""The pages of a team: first set-up, sign in, invitations, members, accounts, tokens."""
