"""What groups can secure: values and sets of games with transferable utility."""
