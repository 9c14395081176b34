"""The catalogue of the small library."""

from guanbiao.forms.catalogue import Catalogue, Department, Indicator

from tests.small.forms import FORMS, loans, loans_compared, outline
from tests.small.rules import RULES

SMALL = Catalogue(
    library="云溪市图书馆",
    forms=FORMS,
    departments=(Department("借阅部", head="周明"), Department("活动部"), Department("办公室", head="陈静")),
    rules=RULES,
    indicators=(
        Indicator(
            "借阅册次",
            "册次",
            (
                loans["全年", "合计"],
                loans_compared["合计", "借阅册次/{year}年"],
                outline["借阅册次/总馆", "完成指标"] + outline["借阅册次/少儿馆", "完成指标"],
            ),
        ),
    ),
)
