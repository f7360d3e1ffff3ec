// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace hopscope
{

/// Whether a script has an assignment or a call that makes the browser load another page: location or one of its
/// members but hash, location.assign() and replace(), submit() and requestSubmit() of a form. Told from the text, with
/// comments and literals left out; nothing is run, so one that is never reached counts, too. Linear.
bool changesLocation(QByteArrayView script);

} // namespace hopscope
