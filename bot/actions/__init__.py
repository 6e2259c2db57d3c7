"""What a person may do, one module each: rights are checked here, once; doors only translate."""
