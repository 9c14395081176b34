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
        "《{title}》不能确定是哪个馆的（没有写馆名，或写了不止一个），暂按{library}的计；请在表名、文件名或文件夹名里写上是哪个馆的。",
        OfLibrary,
    ),
    intake_code(
        "library_unknown",
        Level.MANDATORY,
        "《{title}》这一份不能确定是哪个馆的（没有写馆名，或写了不止一个），未采用；请在表名、文件名或文件夹名里写上是哪个馆的。",
        OfLibrary,
    ),
)
