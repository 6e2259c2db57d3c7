"""The console (工作台): the staff's pages, usable without JavaScript but for the editor's live preview."""
