"""How a matter ends, as pages: closed, kept on hold, erased when its time is past; and a fact whose past is destroyed."""
