// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace hopscope
{

class BodyEditor;
class PairEditor;

/// Step mode: the next request, to be changed before it is sent.
class NextEditor : public QWidget
{
    Q_OBJECT

public:
    explicit NextEditor(QWidget *parent = nullptr);

    void setRequest(const Request &planned);
    /// What is typed. The error names what is wrong; it is shown here too.
    Result<EditedRequest> edited(const QString &client);

Q_SIGNALS:
    void sendRequested();
    void discarded();

private:
    Result<EditedRequest> read() const;

    Request m_planned;
    QComboBox *m_method;
    QLineEdit *m_url;
    PairEditor *m_headers;
    BodyEditor *m_body;
    QLabel *m_error;
    bool m_keepsBody = false; ///< its bytes are not known here
};

} // namespace hopscope
