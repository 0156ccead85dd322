/**
 * Residue of web pages around official documents: navigation, sharing, counters, the foot of the site. A whole line must
 * match; a line of the document itself must never do so, therefore no rule looks for a word inside a sentence.
 */

const navigation =
  /^(?:首页|主页|返回首页|网站首页|当前位置|您?(?:的)?当前(?:所在)?(?:的)?位置|您现在的位置|无障碍(?:阅读|浏览|版)?|长者(?:助手|版|模式)|适老(?:化|版)?|关怀版|关爱版|繁體|繁体版?|简体版?|english|en|手机版|电脑版|微信|微博|客户端|登录|注册|退出|登 录|用户登录|用户中心|个人中心|您好|搜索|搜索热词|热门搜索|热词|网站地图|站点地图|联系我们|关于我们|使用帮助|隐私声明|网站建议|内容纠错|我要纠错|友情链接|政务邮箱|政务公开|政务服务|互动交流|政策发布|政府信息公开|信息公开|走进.{2,6}|魅力.{2,6}|新闻动态|今日天气(?:预报)?|天气预报|语言|应用|推荐|新闻|公开|服务|互动|政策|人文|关闭|更多|下载|收藏)(?: ?[:>»-].{0,200})?$/i

const tools =
  /^[【[(（]?(?:打印|打印本页|打印此页|打印页面|关闭|关闭窗口|关闭此页|关闭本页|关闭页面|返回|返回顶部|返回上页|回到顶部|顶部|分享|分享到|分享至|收藏本页|纠错|字号|字体|字体大小|大中小|大|中|小|A\+大|A\+中|A\+小|朗读|扫一扫.{0,16}|复制链接|保存|推荐给好友|播放|语音播报|点击收听|下载|附件下载|全文下载|原文下载|原文链接|下载链接|附件链接|相关附件|相关链接|相关文档|相关文件|相关解读|相关政策|政策解读|文件解读|解读链接|解读材料|政策链接|图解|上一篇|下一篇|上一条|下一条)[】\])）]?(?: ?[:：].{0,200})?$/

const foot =
  /(?:网站标识码|ICP备|icp备|公网安备|版权所有|copyright|主办单位[:：]|承办[:：]|技术支持[:：]|备案序号|备案号|网站支持ipv6|您是第.{0,12}位|浏览次数|点击数|点击率|浏览量|阅读次数|访问量|责任编辑[:：]|编辑[:：]|来源[:：].{0,60}(?:作者|时间|日期|字体|字号)|(?:时间|日期)[:：].{0,40}来源)/i

/** A crumb trail: 首页 > 政务公开 > 文件. */
const crumbs = /^(?:[^>»›]{1,40}[>»›]+){2,}[^>»›]{0,80}$/

/** What a site says about the text before it begins. */
const blurb = /^(?:导语|导读|编者按|内容提要|内容摘要|阅读提示) ?:/

/** A line that is only a link of a Markdown page: 「- [全文.pdf](https://…)」. */
const isLink = (text: string) => /^[-*]? ?\[[^\]]{1,120}\]\([^()\s]{0,160}\)$/.test(text)

/** Several page tools in one line: 【打印此页】  【关闭此页】. */
function isToolRow(text: string): boolean {
  const parts = text.split(/[\s|【】[\]]+/).filter((part) => part !== '')
  return (
    parts.length > 1 &&
    parts.length <= 12 &&
    parts.every((part) => part.length <= 16 && (tools.test(part) || navigation.test(part)))
  )
}

/** Characters of punctuation only, or the rule under a table's head: 「---|---|」「------」「↺」. */
const ornament = /^[\s\-—_=|:*·•.+×↺#~<>/\\-]{1,200}$/

export function isChrome(text: string): boolean {
  if (text.length > 300) return false
  if (ornament.test(text)) return true
  if (navigation.test(text) || tools.test(text) || isToolRow(text) || blurb.test(text) || isLink(text)) return true
  if (text.length > 160) return false
  return (
    (foot.test(text) && !text.endsWith('。')) || (/[>»›]/.test(text) && crumbs.test(text)) || /^· ?.{1,20}$/.test(text)
  )
}

/** Marks after which a page has nothing of the document any more. */
export function endsPage(text: string): boolean {
  return (
    /^[【[(（]?(?:打印|关闭|返回顶部|扫一扫|分享|相关附件|相关链接|相关文档|相关文件|相关解读|政策解读|解读链接|政策链接|上一篇|下一篇|上一条|下一条|责任编辑|版权所有|主办单位|主办[:：]|网站标识码)/.test(
      text,
    ) && text.length < 80
  )
}
