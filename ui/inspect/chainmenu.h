// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"

#include <functional>

class QMenu;
class QWidget;

namespace hopscope
{

/// What can be copied of hop `row` of a chain by its context menu. `copied` is told what was put on the clipboard. The
/// menu deletes itself when it closes.
QMenu *chainMenu(QWidget *view, const Trace &trace, int row, const RedactionOptions &redaction,
                 const std::function<void(const QString &)> &copied);

} // namespace hopscope
