const HELP = `duban 督办：在飞书群里办专项行动

用法：npm run -s duban -- 命令

  serve                        启动机器人（npm start）
  demo [--keep]                在本机演练，不需要账号（npm run demo）
  check [--offline] [--diff]   检查设置、行动文件、名册、数据库、飞书凭证和每个席位；
                               --diff 列出改过的文件在下次启动时会下达、改期、撤销什么
  migrate                      升级数据库
  accounts                     列出数据库四个账号的授权语句，各给够用的权限
  plan --from 日 --to 日 [--json|--ics]
                               列出这段时间会发出的每一条推送
  plan --from 日 --to 日 --load [--json]
                               每人每天收几张卡片、哪一分钟最忙、有没有放不下的
  export --what hazards|tasks|enterprises|reports|look-backs|seats|leaves|audit|digests|bulletins|scores|score-lines --out 文件.xlsx
                               导出一份清单：台账、任务、企业、报告、席位、请假、办理记录、日报或通报
  import --what hazards|enterprises|roster 文件.xlsx [--dry-run]
                               导入台账、企业或名册；--dry-run 只核对不写入
  backup --out 文件 [--allow-missing]
                               备份全部数据和文件，写完读回核对；数据里记着的文件缺了就不备份，
                               确实丢失的加 --allow-missing
  restore 文件                 恢复到一个空数据库；核对后 release 才会再发消息
  audit verify [留痕 …]        核对办理记录有没有被改动、删去或截断
  release                      恢复备份后，核对无误，恢复发送
  help                         显示本页

设置写在 .env，行动写在 config/campaigns/，名册写在 config/roster.csv。详见 README.zh-CN.md。`;

/** Prints what can be done. */
export function helpVerb(): Promise<number> {
  console.log(HELP);
  return Promise.resolve(0);
}
