"""四性检测 of what the archive keeps: asked for by people or the calendar, and kept with what was tested."""
