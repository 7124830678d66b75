"""What a server of several machines runs: the office that FORBEAR_HOME names, its keys opened."""

from forbear.office.starting import application as _application
from forbear.office.starting import set_up

set_up()
application = _application()
