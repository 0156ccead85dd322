import { drawParties } from '../../engine/draw-frame.ts'

/** Files of a finished draw, as `./luoshi draw verify` reads them. */
export const drawFileNames: readonly string[] = [
  'frame.json',
  'register.json',
  ...drawParties.map((party) => `commit.${party}.note`),
  'reveal.json',
  'seed.txt',
  'result.json',
  'result.sha256',
]

/** Published where somebody was replaced. */
export const replacementsName = 'replacements.json'

/** Downloads the files and checks them with our own program, and with the one that shares no line with it. */
export function verifyCommand(origin: string, no: string, names: readonly string[]): string {
  return `mkdir -p ${no}
for f in ${names.join(' ')}; do
  curl -sf ${origin}/draws/${no}/$f -o ${no}/$f
done
./luoshi draw verify ${no}
node verifier/verify.mjs draw ${no}`
}

/**
 * The order of the random part with sha256sum, bc, rev, sort and jq alone, in the folder of the files. After VERIFY.md §7.5:
 * the first of these are the sample, the rest the reserve.
 */
export function shellCommand(stratum: string): string {
  return `SEED=$(sha256sum < seed.txt | cut -d' ' -f1)
KEY=$(printf %s "$SEED/spot" | sha256sum | cut -d' ' -f1)
jq -r --arg s ${stratum} --slurpfile r result.json '.units[] | select(.stratum==$s) | .id
  | select(. as $i | ($r[0].cover|index($i))|not) + "#1"' frame.json |
while read -r id; do
  h=$(printf %s "$KEY$id" | sha256sum | cut -d' ' -f1 | tr a-f A-F)
  d=$(printf '%064s' "$(echo "ibase=16;$h" | BC_LINE_LENGTH=0 bc)" | tr ' ' 0 | rev)
  echo "0.$d \${id%#*}"
done | LC_ALL=C sort`
}

/** A number of 32 random bytes, and its fingerprint for this list: what the page does with a script. */
export function sealCommand(draw: string, frame: string): string {
  return `P=office   # office, first, second
X=$(head -c 32 /dev/urandom | sha256sum | cut -d' ' -f1); echo "$X"
printf 'luoshi-draw-contribution/1\\n%s\\n%s\\n%s\\n%s\\n' ${draw} \\
  ${frame} $P $X | sha256sum`
}
