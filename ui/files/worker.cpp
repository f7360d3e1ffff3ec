// SPDX-License-Identifier: MIT
#include "ui/files/worker.h"

namespace hopscope
{

Worker::Worker(const QString &name) : m_object(new QObject)
{
    m_object->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_object, &QObject::deleteLater);
    m_thread.setObjectName(name);
    m_thread.start(QThread::LowPriority);
}

Worker::~Worker()
{
    post([this] { m_thread.quit(); });
    m_thread.wait();
}

void Worker::post(const std::function<void()> &job)
{
    QMetaObject::invokeMethod(m_object, job, Qt::QueuedConnection);
}

} // namespace hopscope
