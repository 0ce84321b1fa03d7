# The tables, and whether the aims are met, from lines `round volume what way microseconds cpu-microseconds`.

BEGIN {
  count = split("plain ours seed volsync pvmigrate tar", ways)
  name["plain"] = "plain rsyncd, without TLS"
  name["ours"] = "**ours**"
  name["seed"] = "the seed's flags, over stunnel"
  name["volsync"] = "VolSync's line, over stunnel"
  name["pvmigrate"] = "pv-migrate's line, over ssh"
  name["tar"] = "tar to tar, without network and TLS"
  aim["large"] = 1.5
  aim["small"] = 1.05
}

{
  time[$2, $3, $4, $1] = $5
  cpu[$2, $3, $4, $1] = $6
  rounds = $1
}

END {
  table(large, "large", "copy")
  table(small, "small", "copy")
  table(large ", nothing changed", "large", "rerun")
  table(small ", nothing changed", "small", "rerun")
  if (mode != "quick") {
    judge("large")
    judge("small")
  }
  exit missed
}

function table(title, volume, what,   i) {
  printf "\n| %s | s | ratio | CPU s | ratio |\n|---|---|---|---|---|\n", title
  for (i = 1; i <= count; i++) {
    if ((volume, what, ways[i], 1) in time) {
      printf "| %s | %.2f | %.2f | %.2f | %.2f |\n", name[ways[i]],
        median(time, volume, what, ways[i]) / 1e6, ratio(time, volume, what, ways[i], "plain"),
        median(cpu, volume, what, ways[i]) / 1e6, ratio(cpu, volume, what, ways[i], "plain")
    }
  }
}

function judge(volume,   i, ours) {
  ours = ratio(time, volume, "copy", "ours", "plain")
  say(ours < aim[volume], sprintf("%s, ours to plain rsyncd: %.2f, aim: below %.2f", volume, ours, aim[volume]))
  for (i = 3; i < count; i++) {
    if ((volume, "copy", ways[i], 1) in time) {
      ours = ratio(time, volume, "copy", "ours", ways[i])
      say(ours < 1, sprintf("%s, ours to %s: %.2f, aim: below 1", volume, ways[i], ours))
    }
  }
}

function say(met, text) {
  printf "\n%s: %s\n", text, met ? "met" : "MISSED"
  missed = missed || !met
}

# Of the ratios in the same round.
function ratio(of, volume, what, way, base,   round, all) {
  for (round = 1; round <= rounds; round++) {
    all[round] = of[volume, what, way, round] / of[volume, what, base, round]
  }
  return middle(all)
}

function median(of, volume, what, way,   round, all) {
  for (round = 1; round <= rounds; round++) {
    all[round] = of[volume, what, way, round]
  }
  return middle(all)
}

function middle(all,   i, j, swap) {
  for (i = 2; i <= rounds; i++) {
    for (j = i; j > 1 && all[j] < all[j - 1]; j--) {
      swap = all[j]
      all[j] = all[j - 1]
      all[j - 1] = swap
    }
  }
  return rounds % 2 ? all[(rounds + 1) / 2] : (all[rounds / 2] + all[rounds / 2 + 1]) / 2
}
