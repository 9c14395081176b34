"""What a packed program runs first: nothing else is loaded before it is known which process this is."""

from guanbiao.start import start_packed

start_packed()
