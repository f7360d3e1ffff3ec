// SPDX-License-Identifier: MIT
#include "app/cli/statusline.h"

#include "text/terminaltext.h"

#include <cstdio>
#include <unistd.h>
#include <utility>

namespace hopscope::cli
{

namespace
{

constexpr auto kBeginAnew = "\r\x1b[K";
/// One line of the narrowest usual terminal.
constexpr qsizetype kMaxStatusLength = 79;

} // namespace

StatusLine::StatusLine(bool isWanted) : m_isOn(isWanted && isatty(STDERR_FILENO) == 1) {}

StatusLine::~StatusLine()
{
    clear();
}

void StatusLine::show(const QString &text)
{
    if (!m_isOn)
        return;
    const QByteArray line = kBeginAnew + terminalText(text).left(kMaxStatusLength).toUtf8();
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
    m_isShown = true;
}

void StatusLine::clear()
{
    if (std::exchange(m_isShown, false))
        std::fputs(kBeginAnew, stderr);
}

} // namespace hopscope::cli
