// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "ui/request/bodydraft.h"
#include "ui/request/pairmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;

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
    /// Whether anything differs from the request that was set.
    bool isChanged() const;
    /// "PUT http://a.example/", as typed so far.
    QString requestLine() const;
    /// What is typed. The error names what is wrong; it is shown here too.
    Result<EditedRequest> edited(const QString &client);

Q_SIGNALS:
    /// Something was typed or chosen.
    void changed();
    void sendRequested();
    void discarded();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Result<EditedRequest> read() const;
    void showError(const QString &error);
    void fitError();

    Request m_planned;
    QComboBox *m_method;
    QLineEdit *m_url;
    PairEditor *m_headers;
    BodyEditor *m_body;
    QLabel *m_error;
    QScrollArea *m_errorBox; ///< as high as some lines at most
    QList<Pair> m_fields;    ///< as they were set
    BodyDraft m_draft;       ///< likewise
    bool m_filling = false;
    bool m_keepsBody = false; ///< its bytes are not known here
};

} // namespace hopscope
