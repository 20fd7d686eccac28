"""Where renshu keeps its files, and what the player has set."""

from renshu.config.folders import Folders
from renshu.config.settings import Cells, Order, Settings, Shelving, Views
from renshu.config.settings_file import load_settings, save_settings

__all__ = [
    "Cells",
    "Folders",
    "Order",
    "Settings",
    "Shelving",
    "Views",
    "load_settings",
    "save_settings",
]
