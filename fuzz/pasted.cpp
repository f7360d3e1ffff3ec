// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "formats/paste/pastedrequest.h"
#include "http/headers.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    looksPasted(text);
    const Result<PastedRequest> pasted = parsePasted(text);
    requireEither(pasted);
    if (!pasted)
        return;
    require(!pasted->method.isEmpty(), "a request has a method");
    require(pasted->body.isEmpty() || pasted->form.isEmpty(), "a request has a body or a form");
    for (const Header &field : pasted->headers.fields)
        require(!field.name.isEmpty(), "a field has a name");
}

} // namespace hopscope::fuzz
