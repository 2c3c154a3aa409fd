"""Where an arena's meetings are documented, in words: a sentence for each place, since nothing is glued from parts."""

from handlers.rules.arena_words import DocumentationTarget
from locales import mark

QUESTION = {
    DocumentationTarget.STAFETTLOGG: mark("Is it documented in the stafettlogg?"),
    DocumentationTarget.SAMPRO_IP: mark("Is it documented in the individual plan in Sampro?"),
    DocumentationTarget.OWN_ARCHIVE: mark("Is it documented in the archive of your service?"),
    DocumentationTarget.REFERAT: mark("Is it documented in minutes?"),
}
DONE = {
    DocumentationTarget.STAFETTLOGG: mark("It is documented in the stafettlogg ({day})."),
    DocumentationTarget.SAMPRO_IP: mark("It is documented in the individual plan in Sampro ({day})."),
    DocumentationTarget.OWN_ARCHIVE: mark("It is documented in the archive of your service ({day})."),
    DocumentationTarget.REFERAT: mark("It is documented in minutes ({day})."),
}
LATER = {
    DocumentationTarget.STAFETTLOGG: mark("It is still to be documented in the stafettlogg."),
    DocumentationTarget.SAMPRO_IP: mark("It is still to be documented in the individual plan in Sampro."),
    DocumentationTarget.OWN_ARCHIVE: mark("It is still to be documented in the archive of your service."),
    DocumentationTarget.REFERAT: mark("It is still to be documented in minutes."),
}
PARTIES_DOCUMENT = {
    DocumentationTarget.STAFETTLOGG: mark("What was agreed is documented in the stafettlogg."),
    DocumentationTarget.SAMPRO_IP: mark("What was agreed is documented in the individual plan in Sampro."),
    DocumentationTarget.OWN_ARCHIVE: mark("Each service documents what it has a duty to document, in its own archive."),
    DocumentationTarget.REFERAT: mark("What was agreed is documented in minutes."),
}
