#!/bin/sh
# tests/command/api_curl.sh MOTCUA   walks docs/api.md with curl against a served demonstration: the lines that a newcomer pastes are the
# lines that run here, block by block, each followed by what has to be true then.
set -eu
motcua=$(realpath "$1")
document=$(realpath "$(dirname "$0")/../../docs/api.md")
scratch=$(mktemp -d -t motcua-api.XXXXXX)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' INT TERM
cd "$scratch"

fail() {
    echo "api_curl: $*" >&2
    exit 1
}
same() { # WHAT GOT WANTED
    [ "$2" = "$3" ] || fail "$1: got '$2', want '$3'"
}
status() { # curl's options and URL → the status alone
    curl -sS -o answer -w '%{http_code}' "$@"
}
as() { # TOKEN → an option of curl
    echo "Authorization: Bearer $1"
}

# Serve it on a port that nobody holds; the address stands in receipts and must be known beforehand, so port 0 will not do.
port=$((20000 + $$ % 20000))
while curl -s -o /dev/null "http://127.0.0.1:$port/"; do port=$((port + 1)); done
site=http://127.0.0.1:$port
accounts=$scratch/data/accounts.json
"$motcua" demo --data "$scratch/data" --dossiers 400 --listen "127.0.0.1:$port" >served.log 2>&1 &
server=$!
tries=0
until curl -s -f -o /dev/null "$site/health/ready"; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null && [ "$tries" -lt 300 ] || { cat served.log >&2; fail "the demonstration is not served"; }
    sleep 0.2
done

check_sign_in() {
    for token in "$citizen" "$clerk" "$officer" "$approver"; do [ "${#token}" -ge 20 ] || fail "no token: $token"; done
    same "a wrong password" "$(status --json '{"login":"tiepnhan","password":"sai"}' "$site/api/v1/sessions")" 422
    same "its kind" "$(curl -sS -o /dev/null -w '%{content_type}' --json '{}' "$site/api/v1/sessions")" application/problem+json
}

check_find() {
    same procedure "$procedure" 1.001193
    same part "$part" part-1
    same unit "$(curl -sS "$site/api/v1/units/$unit" | jq -r .identifier)" "$unit"
}

check_upload() {
    same "its bytes" "$(call "$citizen" /api/v1/documents -F "file=@$paper" | jq -r .sha256)" "$(sha256sum "$paper" | cut -d' ' -f1)"
    echo text >note.txt
    same "a text file" "$(status -H "$(as "$citizen")" -F file=@note.txt "$site/api/v1/documents")" 422
    same "nobody's file" "$(status -F "file=@$paper" "$site/api/v1/documents")" 401
}

check_submit() {
    same "the same key" "$again" "$code"
    [ "${code#"$unit-"}" != "$code" ] || fail "$code is no code of $unit"
    same "the same key again" "$(status -H "$(as "$citizen")" -H "Idempotency-Key: $key" --json @submission.json "$site/api/v1/dossiers")" 200
    jq '.owner.name = "Khác"' submission.json >other.json
    same "another body" "$(status -H "$(as "$citizen")" -H "Idempotency-Key: $key" --json @other.json "$site/api/v1/dossiers")" 422
    same "its field" "$(jq -r '.fields[0].field' answer)" Idempotency-Key
    jq 'del(.answers["con.ho_ten"]) | .documents = []' submission.json >lacking.json
    same "a lacking form" "$(status -H "$(as "$citizen")" --json @lacking.json "$site/api/v1/dossiers")" 422
    same "what it lacks" "$(jq -r '[.fields[].field] | sort | join(" ")' answer)" "con.ho_ten $part"
}

check_follow() {
    same state "$(call "$citizen" "/api/v1/dossiers/$code" | jq -r .state)" submitted
    same "a receipt" "$(head -c 5 receipt.pdf)" %PDF-
    helper=$(sign_in helper)
    for rest in "" /events /receipt.pdf; do
        same "a stranger's $rest" "$(status -H "$(as "$helper")" "$site/api/v1/dossiers/$code$rest")" 404
        same "nobody's $rest" "$(status "$site/api/v1/dossiers/$code$rest")" 401
    done
    same "a citizen who accepts" "$(status -H "$(as "$citizen")" --json '{"version":1}' "$site/api/v1/dossiers/$code/acceptance")" 403
}

check_handle() {
    same state "$(call "$clerk" "/api/v1/dossiers/$code" | jq -r .state)" returned
    same history "$(call "$clerk" "/api/v1/dossiers/$code/events" | jq -r '[.items[].action] | join(" ")')" \
        "submission acceptance assignment step result hand-over"
    same "an old version" "$(status -H "$(as "$clerk")" --json '{"version":1}' "$site/api/v1/dossiers/$code/acceptance")" 409
    same "its code" "$(jq -r .code answer)" dossier.moved_meanwhile
    same "a closed one" "$(act "$clerk" acceptance 2>/dev/null | jq -r .state)" null
}

check_receive() {
    cmp -s -n "$(wc -c <receipt.pdf)" result.pdf receipt.pdf || fail "the result does not begin with the file that was attached"
    same "its verdict" "$(jq -r .verdict verification.json)" unchanged
    same "where it comes from" "$(jq -r .origin.code verification.json)" "$code"
    HOME=$scratch pdfsig -nocert result.pdf | grep -q "Signature is Valid" || fail "pdfsig does not find the signature valid"
    HOME=$scratch pdfsig -nocert result.pdf | grep -q "Total document signed" || fail "pdfsig finds more than what was signed"
    qpdf --check result.pdf >/dev/null || fail "qpdf finds the signed file broken"
    printf ' ' >>result.pdf
    same "with a byte behind it" "$(curl -sS -F file=@result.pdf "$site/api/v1/verifications" | jq -r .verdict)" extended
    same "a second rating" "$(status -H "$(as "$citizen")" --json '{"version":7,"satisfaction":0}' "$site/api/v1/dossiers/$code/rating")" 409
}

check_board() {
    curl -sS "$site/api/v1/campaigns/$campaign/board" >board.json
    same "the sums of the rows" "$(jq '[.rows[].received] | add' board.json)" "$(jq .totals.received board.json)"
    same "the channels" "$(jq '.totals | .online + .direct + .post' board.json)" "$(jq .totals.received board.json)"
    [ "$(jq .totals.received board.json)" -gt 0 ] || fail "an empty board"
    [ "$(wc -l <board.csv)" -gt 1 ] || fail "an empty CSV"
    same "a board of nowhere" "$(status "$site/api/v1/campaigns/$campaign/board?unit=nowhere")" 422
}

check_refused() {
    same "a wrong dossier" "$(status -H "$(as "$citizen")" --json '{"procedure":"9.999999","colour":"red"}' "$site/api/v1/dossiers")" 422
    same "its fields" "$(jq -r '[.fields[].field] | sort | join(" ")' answer)" "colour owner unit"
    same "an unreadable path" "$(status "$site/api/v1/units/%ff")" 400
    same "its code" "$(jq -r .code answer)" visit.trouble.400
    etag=$(curl -sS -D - -o openapi.json "$site/api/v1/openapi.json" | tr -d '\r' | awk 'tolower($1) == "etag:" {print $2}')
    same "a description already known" "$(status -H "If-None-Match: $etag" "$site/api/v1/openapi.json")" 304
    "$motcua" openapi >printed.json
    cmp -s openapi.json printed.json || [ "$(jq -S . openapi.json)" = "$(jq -S . printed.json)" ] || fail "served and printed descriptions differ"
}

check_sign_out() {
    same "an ended token" "$(status -H "$(as "$citizen")" "$site/api/v1/dossiers/$code")" 401
}

# The blocks of the document, one file each: 01.sign-in, 02.find, …
awk '/^```sh / {file = sprintf("%02d.%s", ++count, $2); next} /^```/ {file = ""} file {print >file}' "$document"
blocks=$(ls [0-9][0-9].*)
for block in $blocks; do
    echo "# $block"
    # shellcheck source=/dev/null
    . "./$block"
    check=check_$(echo "${block#*.}" | tr - _)
    type "$check" >/dev/null 2>&1 || fail "nothing is checked after $block"
    "$check"
done
[ "$(echo "$blocks" | wc -l)" -eq 10 ] || fail "docs/api.md has other blocks than it had: $blocks"
echo "api_curl: $(echo "$blocks" | wc -l) blocks of docs/api.md hold"
