/** The public pages in a browser: one database, one portal, one browser. Tests that send something come last. */

import { byKeyboard } from './portal/keyboard.ts'
import { inEnglish } from './portal/language.ts'
import { everyPage } from './portal/pages.ts'
import { thePlan } from './portal/plan.ts'
import { asPrograms } from './portal/programs.ts'
import { theReport } from './portal/report.ts'
import { noPageForgotten } from './portal/routes.ts'
import { openForTests } from './portal/visit.ts'

openForTests()
everyPage()
noPageForgotten()
inEnglish()
thePlan()
asPrograms()
byKeyboard()
theReport()
