{% if let Some(target) = target %}to_regclass({{ target }}) IS NOT NULL AND {% endif %}NOT EXISTS (
        SELECT FROM pg_constraint WHERE conrelid = to_regclass({{ table }}) AND conname = {{ name }}
    )
