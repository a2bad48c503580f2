SELECT {{ function }}({{ number }});
