import { bilingual } from '../text/bilingual.ts'

export const columnTexts = bilingual(
  {
    title: '专栏：做到的和没做到的',
    lede: '正反典型由案件自己说话：核查通过的算做到，退回过、超期没办完的算没做到，退回以后改好的单列。没有人挑，也不给单位排名；谁都能点进去看每一步。',
    kinds: { good: '做到的', bad: '没做到的', corrected: '改正的' },
    says: {
      good: '由没有利害关系的人核查通过，没有退回过',
      bad: '退回过还没改好，或者已经超期',
      corrected: '退回过，后来核查通过',
    },
    none: '现在没有',
    noneSays: '有了会列在这里。',
    columns: { matter: '事项', unit: '责任单位', state: '现在', changed: '最近一步' },
    feed: '订阅（Atom）',
    feedTitle: '落实：做到的和没做到的',
    latest: (most: number, of: number) => `最近 ${most} 件，共 ${of} 件`,
    all: (n: number) => `共 ${n} 件`,
  },
  {
    title: 'The column: done and not done',
    lede: 'The cases speak for themselves: what was verified is done; what was sent back or is overdue is not; what was sent back and then put right stands apart. Nobody picks them and no unit is ranked; every step can be opened.',
    kinds: { good: 'Done', bad: 'Not done', corrected: 'Put right' },
    says: {
      good: 'verified by somebody without a stake, never sent back',
      bad: 'sent back and not yet put right, or overdue',
      corrected: 'sent back, verified later',
    },
    none: 'None now',
    noneSays: 'They will stand here.',
    columns: { matter: 'Matter', unit: 'Unit', state: 'Now', changed: 'Last step' },
    feed: 'Subscribe (Atom)',
    feedTitle: 'Luoshi: done and not done',
    latest: (most, of) => `the latest ${most} of ${of}`,
    all: (n) => `${n} in all`,
  },
)
