NOT EXISTS (
        SELECT FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
        WHERE nspname = current_schema() AND typname = {{ name }}
    )
