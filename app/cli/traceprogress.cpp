// SPDX-License-Identifier: MIT
#include "app/cli/traceprogress.h"

#include "paint/labels.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

TraceProgress::TraceProgress(const Tracer &tracer, bool isQuiet) : m_line(!isQuiet)
{
    m_connection = QObject::connect(&tracer, &Tracer::progressed, &tracer, [this](const HopProgress &progress) {
        if (progress.phase == HopPhase::Starting)
            ++m_number;
        m_line.show(u"Request %1, %2: %3 %4"_s.arg(QString::number(m_number), phaseText(progress.phase),
                                                   QString::fromUtf8(progress.method),
                                                   QString::fromUtf8(progress.url)));
    });
}

TraceProgress::~TraceProgress()
{
    QObject::disconnect(m_connection);
}

} // namespace hopscope::cli
