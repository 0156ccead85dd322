/** A plan of an invented county: an aim, three tasks, of which one says neither by when nor how much. */
export const strangePlan = `安澜市人民政府关于印发节水行动方案的通知

各乡镇人民政府，市政府各部门：

现将《安澜市节水行动方案》印发给你们，请认真贯彻执行。

安澜市人民政府
2018年10月12日

安澜市节水行动方案

一、总体要求

坚持节水优先，提高用水效率。

二、重点任务

（一）改造管网。2019年6月底前改造老旧管网120公里。（水务局牵头，财政局配合）

（二）推广器具。在机关、学校推广节水器具。及时公布推广情况。

三、保障措施

（一）加强督查。对整改不到位的不放过。
`
