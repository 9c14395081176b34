"""What is said of whose a form is, where several libraries have theirs in one folder."""

from guanbiao.forms.levels import Level
from guanbiao.model.details import OfLibrary
from guanbiao.words.intake import intake_code

LIBRARIES = (
    intake_code(
        "form_other_library",
        Level.MANDATORY,
        "《{title}》这一份（“{raw}”）是{library}的，不是本馆的，未采用；是本馆的，请改正表名或文件名。",
        OfLibrary,
    ),
    intake_code(
        "library_assumed",
        Level.MANDATORY,
        "《{title}》没有写明是哪个馆的，同一文件夹里有几个馆的表，暂按{library}的计；请在表名、文件名或文件夹名里写上馆名。",
        OfLibrary,
    ),
    intake_code(
        "library_unknown",
        Level.MANDATORY,
        "《{title}》这一份没有写明是哪个馆的，同一文件夹里有几个馆的表，未采用；请在表名、文件名或文件夹名里写上馆名。",
        OfLibrary,
    ),
)
