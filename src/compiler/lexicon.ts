/**
 * Words that official documents are made of. Lists of form: verbs that order something, words that say must, endings of the
 * names of organs. No name of any organ, place or document stands here.
 */

const words = (text: string) => text.trim().split(/\s+/)

/** Words by their first character, longer ones first: finding the one a text starts with looks at a few instead of hundreds. */
export type WordIndex = ReadonlyMap<string, readonly string[]>

export function indexed(list: Iterable<string>): WordIndex {
  return Map.groupBy(
    [...list].sort((a, b) => b.length - a.length),
    (word) => word.charAt(0),
  )
}

/** The word of an index that a text starts with. */
export const startOf = (index: WordIndex, text: string): string | undefined =>
  index.get(text.charAt(0))?.find((word) => text.startsWith(word))

/** Verbs with which a duty begins after its subject, or a sentence without one. */
export const operativeVerbs = words(`
加强 加快 加大 推进 推动 推广 推行 完善 健全 建立 建设 建成 构建 打造 强化 深化 优化 提升 提高 改进 改善 落实 贯彻 执行 实施 开展 组织 统筹 协调 指导 督促 监督 监管
检查 督查 督办 考核 评估 评价 审核 审查 审批 审定 制定 制订 编制 出台 修订 起草 印发 公布 公开 公示 发布 通报 报送 上报 报告 汇报 反馈 汇总 收集 整理 梳理 排查
摸排 核查 核实 整改 整治 清理 规范 明确 确定 确保 保障 保证 负责 牵头 承担 承办 主办 协办 配合 协助 支持 鼓励 引导 培育 培养 培训 引进 招聘 选派 安排 落地 设立
成立 组建 召开 举办 研究 探索 创新 总结 宣传 普及 倡导 发动 动员 联系 对接 走访 调研 调查 统计 监测 分析 研判 预警 处置 处理 办理 受理 答复 回复 移交 移送 收回 划拨 拨付
下达 分解 细化 量化 压实 履行 做好 抓好 抓紧 做到 完成 实现 达到 建档 登记 备案 归集 共享 整合 优先 提供 提出 提交 申报 申请 发放 兑现 给予 减免 降低 减少 压减 压缩 精简
严格 严控 严查 严禁 查处 打击 取缔 关停 淘汰 改造 修建 新建 改建 扩建 维护 管理 运行 运营 使用 采购 采集 配备 配置 储备 供应 选定 认定 评定 评选 表彰 奖励 问责
追究 约谈 诫勉 处分 纳入 列入 接受 参与 参加 参照 邀请 依托 利用 发挥 坚持 树立 增强 巩固 扩大 拓展 拓宽 延伸 深入 聚焦 围绕 突出 紧盯 把握 掌握 跟踪 调度 推荐 建议
承接 下放 取消 调整 合并 划分 划定 界定 设置 设在 召集 主持 部署 启动 筹备 筹集 争取 落细 签订 签署 缴纳 结算 补助 补贴 拓宽 汇聚 打通 畅通 受托 委托 授权 代表 形成 促进
加密 严防 落细 更新 优选 遴选 择优 采取 采用 采纳 结合 对照 按照 根据 依照 依法 依据 立足 针对 面向 通过 会同 联合 获得 收到 接到 发现 下设 综合 实行 拟定 选取 进行 担负 主管 直接 抽调 出台 协商 提请 预付 保持 报请 视情 承接 发起 派出 派驻 指定 聘请 出资 兜底 分担 负担 测算 核定 核算 核准 抽查 巡查 巡视 暗访 回访 走访 兑付 审议 表决 决定 同意 批准 颁发 核发 换发 吊销 撤销 注销 变更 移交 接收 接管 保存 留存 归档 存档 备份 上传 录入 填报 填写 报备 报批 呈报 共同 分别 统一 定期 及时 主动 积极 认真 切实 全面 大力 努力 尽快 进一步 牢固 自觉 带头 高度 充分 科学 合理
`)

/** More verbs that no name begins with. Not looked for after a subject: there they are as often nouns (布局, 突破). */
export const openingVerbs = words(`
引入 满足 压紧 紧抓 选择 调动 新增 增加 征集 符合 遵守 服从 尊重 关注 重视 解决 克服 突破 攻克 抢占 瞄准 听取 征求 吸收 吸引 集聚 汇集 引育 选树 争创 购买 防范 化解 抵制 应对 慰问 帮助 扶持 引领 带动 撬动 激发 释放 挖掘 保留 延长 缩短
放宽 限制 防止 避免 消除 排除 清除 拆除 补偿 报销 支付 记录 标注 张贴 转化 转变 改变 进入 走进 开通 推出 举行 颁布 谋划 策划 布局 编写 撰写 翻译 印制 分发 派发 赠送 主导 赋能 赋予 授予 维持 延续
传承 弘扬 发扬 倡议 号召 呼吁 涌现 出现 取得 面临 有利于 有助于 具有 拥有 包含 包括
`)

/** Of those, the ones that the names of organs also begin with: 组织部, 规划局, 建设单位, 监管部门. */
export const verbsInNames = new Set(
  words(
    '科学 综合 组织 建设 规划 监督 监管 管理 审计 统计 宣传 发展 改革 研究 服务 督查 指导 协调 执行 审批 采购 运营 评估 培训 监测 编制 主管 登记 受理 调查 检查 督办 调度 保障 信访 处置 联合 协作',
  ),
)

/** Words after a subject that say must, may or will; longer ones first. */
export const modals = words('应当 应该 必须 务必 务须 不得 不能 不准 可以 需要 要 应 须 需 可 将 得')

/** Prepositions that open the predicate after a subject. */
export const prepositions = words(
  '按照 根据 依据 依照 依法 结合 围绕 针对 对照 参照 通过 利用 作为 对 将 把 在 按 与 向 从 以 于 就 为 给 并 每',
)

/** Adverbs between a subject and its predicate. */
export const adverbs = words(
  '严厉 率先 原则上 集中 迅速 立即 立刻 逐户 逐项 逐一 坚决 从严 统筹 就近 轮流 择优 优先 主要 重点 广泛 深入 扎实 大力 着力 切实 充分 科学 合理 全程 全力 直接 有序 适时 按期 按时 如期 另行 自行 也要 每季度 每半年 每月 每年 每周 每日 分别 共同 统一 一律 均 都 也 还 再 同时 首先 继续 及时 定期 主动 积极 严格 依法 具体 按职责 按职责分工 按职责权限 各司其职 密切 认真 切实 加强协作 年内 全面 尽快 抓紧 进一步 自主 至少',
)

/** Endings of names of organs, bodies and posts that leave no doubt. */
export const organEndings = words(`
部门 机关 机构 单位 政府 党委 党组 党工委 委员会 办公室 办公厅 办公厅(室) 管委会 办事处 领导小组 工作小组 协调小组 专项小组 小组 指挥部 中心 公司 集团 企业 银行 法院 检察院 学校 高校 院校 医院
街道 乡镇 村委会 居委会 协会 联合会 商会 联防联控机制 协调机制 专班 工作组 督查组 督导组 巡查组 评审组 专家组 各地 各地区 地区 各级 省份 省市 各市 各县 各区 地方 园区 开发区 功能区 管理区 实验区 示范区 经济区 高新区 系统 领导 负责人 负责同志
班子成员 “一把手” 一把手 工作人员 成员 书记 主任 县长 市长 区长 镇长 河长 湖长 林长 责任人 主体 总队 支队 大队 服务站 卫生室 诊所 基层组织 党组织 工会 团委 妇联 工商联 科协 供销社 供销合作总社 残联 侨联 文联 社科联 海关 电视台 档案馆 党校 供电所 代表处 联席会议 督查室 站所 分局 分公司 管理处 管理所 事务局 服务局 试点城市 城市 同志
`)

/** Endings of one character; on their own they also end common words. */
export const shortEndings = '部委局办厅署院会处站所队社行镇乡村市县区省州盟旗组科室'

/** Common words that end like the name of an organ. */
export const notOrgans = new Set(
  words(
    '格局 布局 大局 全局 结局 厕所 住所 网站 车站 电站 教室 温室 社会 机会 全部 内部 外部 局部 场所 好处 之处 用处 门市 上市 超市 夜市 大会 晚会 都会 体会 聚会 本市 全市 全县 全区 全省 我市 我县 我区 我省 本区 本县 本省 小区 社区 城区 灾区 山区 库区 景区 片区 老区 农村 乡村 城镇 城乡 举办 主办 承办 协办 督办 交办 承办 转办 催办 代办 帮办 联办 通办 新办 开办 进行 实行 执行 推行 运行 发行 可行 先行 试行 施行 现行 履行 流行 出行 步行 银行 班组 重组 分组 改组 教室 浴室 学科 专科 本科 内科 外科 床位 部署',
  ),
)
