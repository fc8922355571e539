#!/usr/bin/env bash
# What `make integration` tests against, as Debian packages: a Ceph object store and a browser.
set -euo pipefail

# program it brings : package
WANTED=(
  radosgw:radosgw
  radosgw-admin:radosgw
  ceph-mon:ceph-mon
  ceph-osd:ceph-osd
  ceph-mgr:ceph-mgr
  chromium:chromium
)

fail() {
  echo "install_servers: $1" >&2
  exit 1
}

missing() {
  for pair in "${WANTED[@]}"; do
    command -v "${pair%%:*}" >/dev/null || echo "${pair##*:}"
  done | sort -u
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

PATH=$PATH:/usr/sbin:/sbin
packages=$(missing)
if [ -z "$packages" ]; then
  echo "install_servers: everything is here."
  exit 0
fi
names=$(echo $packages)
command -v apt-get >/dev/null || fail "no apt-get here. Install these yourself, then run again: $names"
[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "neither root nor sudo. Have an administrator install: $names"

echo "install_servers: installing $names ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# --no-install-recommends: ceph-mgr recommends its dashboard and modules that nothing here needs
if ! { as_root apt-get update -qq &&
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  fail "apt-get could not install: $names"
fi
packages=$(missing)
[ -z "$packages" ] || fail "apt-get succeeded, but these are still missing: $(echo $packages)"
echo "install_servers: done."
