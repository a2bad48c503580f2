DO ${{ tag }}$
BEGIN
    IF {{ condition }} THEN
        {{ statement }}
    END IF;
END
${{ tag }}$;
