#!/bin/sh
# How the model in this folder was made: an hour and a half on two cores. What is drawn at random may be drawn
# otherwise on another machine; what is held out is what held-out.jsonl says.
# Usage: models/lakatos/train.sh FOLDER TEXTBOOK.jsonl
set -eu
lakatos=$(dirname "$(readlink -f "$0")")/../../lakatos
held_out=$(dirname "$(readlink -f "$0")")/held-out.jsonl
textbook=$(readlink -f "$2")
mkdir -p "$1" && cd "$1"

# The library, each statement behind what its module imports.
"$lakatos" corpus extract --modules Init --longest 400 --out init.jsonl
"$lakatos" corpus extract --modules Std.Data --longest 400 --out std.jsonl
cat init.jsonl std.jsonl > library.jsonl

# What is learnt from: containers, and some of everything else.
grep -E '"module":"Std.Data.(HashMap|HashSet|TreeMap|TreeSet)' std.jsonl | awk 'NR % 3 != 0' > learn.jsonl
awk 'NR % 9 == 0' init.jsonl >> learn.jsonl

# First proofs: the portfolio and random tactics on 300 other statements.
awk 'NR % 50 == 1' init.jsonl > first.jsonl
"$lakatos" iterate init base0 --tokenizer-from first.jsonl
"$lakatos" iterate --run first --in first.jsonl --base base0 --rounds 0 --cold-samples 16 --portfolio-budget 3s --check 2s \
  --max-steps 1
"$lakatos" iterate examples first/round-00/attempts.jsonl --out first-proofs.jsonl

# A model that has read which names belong to which statements, and has proved nothing.
sed 's/^{"id": *"\([^"]*\)".*/exact \1/' library.jsonl > names.txt
"$lakatos" iterate init base --tokenizer-from learn.jsonl first-proofs.jsonl names.txt --vocabulary 3072 --context 512
"$lakatos" corpus recite std.jsonl --without "$held_out" --out read.jsonl \
  --modules Std.Data.DHashMap.Lemmas,Std.Data.DHashMap.RawLemmas,Std.Data.DTreeMap.Lemmas,Std.Data.DTreeMap.Raw
"$lakatos" corpus recite init.jsonl --modules Init.Data --most 1500 --without "$held_out" --out read-init.jsonl
cat read-init.jsonl >> read.jsonl
"$lakatos" iterate train --in read.jsonl --base base --out once --epochs 4 --learn-prompts --step-tokens 2048 --dtype bf16
"$lakatos" iterate train --in read.jsonl --base once --out reader --epochs 4 --learn-prompts --step-tokens 2048 --dtype bf16 \
  --learning-rate 6e-4 --seed 5

# The cold start, and the rounds.
"$lakatos" iterate --run run --in learn.jsonl --base reader --given first-proofs.jsonl --library library.jsonl \
  --eval "$held_out" --eval "$textbook" --rounds 5 --samples 8 --explore 6 --per-round 320 --no-tuner --cold-statements 400 \
  --cold-samples 8 --no-cold-portfolio --check 2s --portfolio-budget 3s --probe-budget 1s --k 1,8 --learn-prompts \
  --restart base --epochs 6 --learning-rate 5e-4 --step-tokens 1024 --dtype bf16 --seed 1
"$lakatos" iterate report run
"$lakatos" iterate export run --checkpoint small --dtype bf16
