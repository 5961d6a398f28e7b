#!/bin/bash
# Makes the database on the first start, then runs the server. The account of the service owns its database and is no
# superuser; administration goes through the local socket as the user postgres.
set -euo pipefail

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    : "${POSTGRES_USER:?}" "${POSTGRES_PASSWORD:?}" "${POSTGRES_DB:?}"
    # Made beside its place and moved there when whole: a first start that is killed begins again.
    new="${PGDATA%/*}/.initialising"
    rm -rf "$new"
    initdb --pgdata "$new" --username postgres --encoding UTF8 --locale C.UTF-8 --data-checksums \
        --auth-local peer --auth-host scram-sha-256 >/dev/null
    cp /etc/shop-db/pg_hba.conf "$new/pg_hba.conf"
    pg_ctl --pgdata "$new" --wait --silent --options "-c listen_addresses='' -c config_file=/etc/shop-db/postgresql.conf" start
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname postgres <<'SQL'
\getenv user POSTGRES_USER
\getenv password POSTGRES_PASSWORD
\getenv database POSTGRES_DB
CREATE ROLE :"user" LOGIN PASSWORD :'password';
CREATE DATABASE :"database" OWNER :"user";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
\connect :"database"
CREATE EXTENSION vector;
CREATE EXTENSION pg_stat_statements;
SQL
    pg_ctl --pgdata "$new" --wait --silent --mode fast stop
    mv "$new" "$PGDATA"
    echo "database initialised"
fi

exec postgres -D "$PGDATA" -c config_file=/etc/shop-db/postgresql.conf
