#!/bin/bash
# Runs once, on an empty data folder: a schema and a login role for each service, a database for the registry.
set -euo pipefail
run() { psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$1" -c "$2"; }
run postgres "create database countersign"
run postgres "create role registry login password '$COUNTERSIGN_PASSWORD'"
run postgres "create database registry owner registry"
run countersign "revoke create on schema public from public"
for service in ingest routing review feedback; do
  run countersign "create role $service login password '$COUNTERSIGN_PASSWORD'"
  run countersign "create schema $service authorization $service"
  run countersign "alter role $service in database countersign set search_path = $service"
done
