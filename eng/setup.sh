# Sourced by `run` and `test`: what must be there before either starts. Says everything on stderr, for stdout is the program's own.

export HONGYAN_ROOT="$root" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 2; }

need_tools() {
  local node_version sdks
  node_version=$(node --version 2>/dev/null) || stop 'Hongyan needs Node.js 20 or newer (command "node"): install it from your system or from nodejs.org.'
  node_version=${node_version#v}
  [ "${node_version%%.*}" -ge 20 ] || stop "Hongyan needs Node.js 20 or newer, and this is ${node_version}: install a newer one."
  command -v npm >/dev/null || stop 'Hongyan needs npm, which belongs to Node.js: install it (Debian: package "npm").'
  sdks=$(dotnet --list-sdks 2>/dev/null) || stop 'Hongyan needs the .NET SDK 10 (command "dotnet"): install it from your system or from dot.net.'
  grep -q '^10\.' <<<"$sdks" || stop 'Hongyan needs the .NET SDK 10, and this "dotnet" has another: install version 10 from your system or from dot.net.'
}

# Only one process at a time sets up and builds. The lock is on the directory itself, so it needs no file and dies with the process;
# no child inherits it (9>&-), for a build server would keep it for ever.
lock() {
  exec 9<"$root/eng"
  ! command -v flock >/dev/null || flock 9
}
unlock() { exec 9<&-; }

# Runs a command with its output kept for the case that it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null 9>&-; then
    rm -f "$log"
  else
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# Install scripts stay off: the one that matters, PostgreSQL's links, is repeated by eng/setup.mjs.
npm_parts() {
  local installed="$root/node_modules/.installed-lock.json"
  if ! cmp -s "$root/package-lock.json" "$installed"; then
    say 'installing npm packages…'
    quietly npm ci --prefix "$root" --ignore-scripts --no-audit --no-fund --no-update-notifier || { say 'npm ci failed (above).'; exit 1; }
    cp "$root/package-lock.json" "$installed"
  fi
  node "$root/eng/setup.mjs" >&2 9>&- || exit 1
}

# build <project> <stamp>: builds when a source is newer than the stamp of the last good build.
build() {
  local target=$1 stamp=$2 file
  local sources=("$root/src" "$root/policy")
  [[ $target = "$root/src/"* ]] || sources+=("$target")
  for file in "$root"/*.props "$root"/*.targets "$root/global.json" "$root/.editorconfig" "$root/package-lock.json" "$root/eng/BannedSymbols.txt"; do
    [ ! -e "$file" ] || sources+=("$file")
  done
  if [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" \( -name bin -o -name obj -o -path '*/wwwroot/lib' \) -prune -o -newer "$stamp" -print -quit)" ]; then
    return 0
  fi
  say 'building…'
  # Made beforehand, or the build would make them and the next look find newer folders.
  for file in "$root"/src/*/; do mkdir -p "${file}bin" "${file}obj"; done
  mkdir -p "$(dirname "$stamp")"
  touch "$stamp.started"
  quietly dotnet build "$target" -c Release -v quiet -clp:NoSummary -nodeReuse:false -p:RunAnalyzers=false || { say 'The build failed (above).'; exit 1; }
  mv "$stamp.started" "$stamp"
}

# debian <command or file to look for> <packages that bring it…>
debian() {
  local wanted=$1 as_root=
  shift
  if command -v "$wanted" >/dev/null || [ -e "$wanted" ]; then return 0; fi
  command -v apt-get >/dev/null || stop "The tests need $wanted: install it and try again (Debian: $*)."
  if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null || stop "The tests need $wanted: run 'apt-get install $*' as root and try again."
  fi
  if [ -z "${apt_updated:-}" ]; then
    quietly $as_root apt-get update || { say 'apt-get update failed (above).'; exit 1; }
    apt_updated=yes
  fi
  say "installing $*…"
  quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" || { say 'apt-get install failed (above).'; exit 1; }
}

browser_parts() {
  debian chromium chromium
  debian /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc fonts-noto-cjk
}
