package vn.lienthong.hub.connector;

import org.apache.cxf.service.model.BindingOperationInfo;

/**
 * One operation of a WSDL: what goes, what comes back.
 *
 * @param action the SOAPAction, without its quotes; often empty
 */
record SoapOperation(BindingOperationInfo binding, String action, SoapElement request, SoapElement answer) {}
