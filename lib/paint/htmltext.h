// SPDX-License-Identifier: MIT
#pragma once

#include "text/terminaltext.h"

#include <QString>

namespace hopscope
{

/// Text or bytes as content of an HTML element or a quoted attribute, inert as terminalText() is.
template <typename Text>
QString htmlText(const Text &text, qsizetype limit = -1)
{
    return terminalText(text, limit).toHtmlEscaped();
}

/// The rules of the page, its colours from lightColors() and darkColors().
QString htmlStyle();

} // namespace hopscope
