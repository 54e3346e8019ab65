#!/usr/bin/env bash
# Restore, build, check the format, test: what a change must pass.
set -euo pipefail
cd "$(dirname "$0")"
dotnet restore
dotnet build --no-restore
dotnet format --no-restore --verify-no-changes
dotnet test --no-build
