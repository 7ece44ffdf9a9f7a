import '../../../fake-service.ts';
