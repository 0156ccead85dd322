import { dayOf, type Instant, type WorkingCalendar } from '../kernel/calendar.ts'
import type { NoticeSetting } from '../store/notice-settings.ts'
import type { NoticeKind } from '../store/notices.ts'

/** Whether an hour lies in a stretch that may pass midnight; one that ends where it begins is empty. */
export function isWithin(hour: number, from: number, to: number): boolean {
  return from <= to ? from <= hour && hour < to : from <= hour || hour < to
}

/** On days off and in a person's quiet hours nothing is mailed. */
export function isQuiet(setting: NoticeSetting, now: Instant, calendar: WorkingCalendar): boolean {
  const hour = Math.floor(calendar.minuteAt(now) / 60)
  return !calendar.isWorkingDay(calendar.dayAt(now)) || isWithin(hour, setting.quietFrom, setting.quietTo)
}

/** Whether the day's one digest is to go: at its hour or, where that is quiet, at the first hour that is not. */
export function isDigestDue(setting: NoticeSetting, now: Instant, calendar: WorkingCalendar): boolean {
  const hour = Math.floor(calendar.minuteAt(now) / 60)
  return (
    !isQuiet(setting, now, calendar) && hour >= setting.digestHour && setting.digestOn !== dayOf(calendar.dayAt(now))
  )
}

/** What cannot wait for the digest: a limit has passed, or there is at most the next working day left to act. */
export function isUrgent(
  { kind, due }: { readonly kind: NoticeKind; readonly due: Date | null },
  now: Instant,
  calendar: WorkingCalendar,
): boolean {
  if (kind === 'breached') return true
  if (kind === 'ruled' || due === null) return false
  return due.getTime() <= calendar.startOf(calendar.plusWorkingDays(calendar.dayAt(now), 1) + 1)
}
