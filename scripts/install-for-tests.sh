#!/usr/bin/env bash
# Installs the Debian packages that some tests run, where they are missing and may be installed; says what stays missing.
set -euo pipefail

declare -A packages=([chromium]=chromium [nvim]=neovim [python3]=python3)

missing=()
for program in "${!packages[@]}"; do
  command -v "$program" >/dev/null || missing+=("${packages[$program]}")
done
[ ${#missing[@]} -gt 0 ] || { echo "All of ${packages[*]} are here."; exit 0; }

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
install() {
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
if command -v apt-get >/dev/null && install >/dev/null; then
  echo "Installed ${missing[*]}."
else
  echo "!! ${missing[*]} cannot be installed here: the tests that run them are skipped."
fi
