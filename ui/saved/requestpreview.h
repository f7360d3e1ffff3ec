// SPDX-License-Identifier: MIT
#pragma once

#include "net/collection.h"

#include <QPlainTextEdit>

namespace hopscope
{

/// The request as it would be written, with its variables in bold and underlined.
QString previewText(const SavedRequest &saved);

/// Marks the variables in what `view` shows, for as long as it lives.
void markVariables(QPlainTextEdit *view);

} // namespace hopscope
