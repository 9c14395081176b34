"""The departments that file forms. A head named on a form goes before the one named here."""

from guanbiao.forms.catalogue import Department

DEPARTMENTS = (
    Department("业务中心", head="李艳"),
    Department("全民阅读推广工作部", head="马晓琳"),
    Department("网络服务部"),
    Department("一卡通建设管理部", head="官曼"),
    Department("办公室"),
)
