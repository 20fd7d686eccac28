"""How late the keys of a keyboard are heard, as far as it was calibrated."""

from renshu.config.port_settings import COMPUTER_KEYS, LOUDSPEAKER, PortSettings
from renshu.evening.services import Services


def latency(services: Services, port: str | None) -> float:
    """Seconds to take off the timing against the click; 0 where nothing was measured.

    Args:
        services: What sounds the clicks, and the settings.
        port: The keyboard that is played; None for the computer's keys.
    """
    known = services.settings.ports.get(port or COMPUTER_KEYS, PortSettings()).latency
    return known.get(services.sounding.output or LOUDSPEAKER, 0.0) / 1000
