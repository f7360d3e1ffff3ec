// SPDX-License-Identifier: MIT
#include "ui/files/filejob.h"

namespace hopscope
{

FileJob::FileJob(const std::function<void(const Progress &tell)> &work) : m_work(work)
{
    connect(this, &QThread::finished, this, &QObject::deleteLater);
}

void FileJob::run()
{
    m_work([this](int percent) { Q_EMIT progressed(percent); });
}

} // namespace hopscope
