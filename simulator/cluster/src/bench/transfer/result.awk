# Microseconds of the copy, and of CPU time, from what copy-once.sh has written: the second line of `times`
# is that of the children, user and system as 0m0.012s.
FNR == 1 { copy = $1 }
FNR == 3 {
  gsub(/s/, "")
  split($1, user, "m")
  split($2, kernel, "m")
  printf "%d %d\n", copy, 1000000 * (60 * (user[1] + kernel[1]) + user[2] + kernel[2])
}
