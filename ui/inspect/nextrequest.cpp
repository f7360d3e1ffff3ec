// SPDX-License-Identifier: MIT
#include "ui/inspect/nextrequest.h"

#include "ui/look/uitext.h"

namespace hopscope
{

NextRequest nextRequest(const Trace &trace, int row, bool ended)
{
    return {.row = ledTo(trace.hops, row), .isOver = ended};
}

QString nextTitle(const NextRequest &next)
{
    if (next.row >= 0)
        return UiText::tr("Request %1").arg(next.row + 1);
    return next.isOver ? UiText::tr("Next request (not sent)") : UiText::tr("Next request");
}

QString nextUrlTitle(const NextRequest &next)
{
    if (next.row >= 0)
        return UiText::tr("URL of request %1").arg(next.row + 1);
    return next.isOver ? UiText::tr("URL of the next request, which was not sent")
                       : UiText::tr("URL of the next request");
}

} // namespace hopscope
