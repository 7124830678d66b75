"""In what condition are this machine and its office? What `forbear doctor` looks at. It changes nothing."""
